"use strict";
(function () {
  const form = document.getElementById("lamna");
  if (form) start(form);
  const work = document.getElementById("arbete");
  if (work) follow(work);

  function start(form) {
    const input = document.getElementById("dokument");
    const zone = document.getElementById("slapp");
    const list = document.getElementById("valda");
    const problem = document.getElementById("problem");
    const said = document.getElementById("sagt");
    const button = document.getElementById("granska");
    const limits = form.dataset;
    const suffixes = limits.suffixes.split(" ");
    let files = [];
    let depth = 0;

    document.documentElement.classList.add("live-page");
    input.required = false;

    function size(bytes) {
      const value = bytes / 1048576;
      if (value < 0.1) return Math.max(1, Math.round(bytes / 1024)) + " kB";
      return (value < 10 ? value.toFixed(1).replace(".", ",") : Math.round(value)) + " MB";
    }

    function complain(text) {
      problem.textContent = text;
      problem.hidden = !text;
    }

    function wrong(file) {
      const dot = file.name.lastIndexOf(".");
      const suffix = dot < 0 ? "" : file.name.slice(dot).toLowerCase();
      if (suffix === ".doc" || suffix === ".rtf") return "har formatet " + suffix + ", som inte kan läsas; spara om dokumentet som .docx.";
      if (!suffixes.includes(suffix)) return "har ett format som inte kan läsas.";
      if (file.size > Number(limits.fileBytes)) return "är större än " + limits.fileSize + ", som är gränsen för ett dokument.";
      return "";
    }

    function add(more) {
      const complaints = [];
      Array.from(more).forEach(function (file) {
        const known = files.some(function (f) {
          return f.name === file.name && f.size === file.size && f.lastModified === file.lastModified;
        });
        const fault = wrong(file);
        if (fault) complaints.push(file.name + " " + fault);
        else if (!known) files.push(file);
      });
      if (files.length > Number(limits.files)) {
        files = files.slice(0, Number(limits.files));
        complaints.push("Det går att granska högst " + limits.files + " dokument åt gången.");
      }
      const total = files.reduce(function (sum, f) { return sum + f.size; }, 0);
      if (total > Number(limits.totalBytes)) {
        files = [];
        complaints.push("Dokumenten är tillsammans större än " + limits.totalSize + ", som är gränsen.");
      }
      complain(complaints.join(" "));
      show();
    }

    function keep() {
      const transfer = new DataTransfer();
      files.forEach(function (file) { transfer.items.add(file); });
      input.files = transfer.files;
    }

    function show() {
      keep();
      list.replaceChildren();
      files.forEach(function (file, at) {
        const item = document.createElement("li");
        const name = document.createElement("span");
        name.className = "name";
        name.textContent = file.name;
        const weight = document.createElement("span");
        weight.className = "size";
        weight.textContent = size(file.size);
        const drop = document.createElement("button");
        drop.type = "button";
        drop.textContent = "Välj bort";
        drop.setAttribute("aria-label", "Välj bort " + file.name);
        drop.addEventListener("click", function () {
          files.splice(at, 1);
          show();
          (list.querySelectorAll("button")[Math.min(at, files.length - 1)] || input).focus();
        });
        item.append(name, weight, drop);
        list.append(item);
      });
      list.hidden = files.length === 0;
      const count = files.length;
      button.textContent = count > 1 ? "Granska " + count + " dokument" : "Granska";
      said.textContent = count === 0 ? "" : count === 1 ? "1 dokument valt." : count + " dokument valda.";
    }

    input.addEventListener("change", function () {
      const more = Array.from(input.files);
      if (more.length) add(more);
      else keep();
    });
    form.addEventListener("submit", function (event) {
      if (files.length === 0) {
        event.preventDefault();
        complain("Välj minst ett dokument.");
        input.focus();
        return;
      }
      button.disabled = true;
      said.textContent = "Lämnar dokumenten …";
    });
    window.addEventListener("pageshow", function (event) {
      if (event.persisted) { button.disabled = false; said.textContent = ""; }
    });

    function holdsFiles(event) {
      return event.dataTransfer && Array.from(event.dataTransfer.types).includes("Files");
    }
    window.addEventListener("dragenter", function (event) {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      depth += 1;
      zone.classList.add("over");
    });
    window.addEventListener("dragover", function (event) {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
    });
    window.addEventListener("dragleave", function (event) {
      if (!holdsFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) zone.classList.remove("over");
    });
    window.addEventListener("drop", function (event) {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      depth = 0;
      zone.classList.remove("over");
      const items = Array.from(event.dataTransfer.items || []);
      const folder = items.some(function (item) {
        const entry = item.webkitGetAsEntry && item.webkitGetAsEntry();
        return entry && entry.isDirectory;
      });
      if (folder) {
        complain("Mappar går inte att släppa här; släpp dokumenten i dem.");
        return;
      }
      add(event.dataTransfer.files);
      if (files.length) button.focus();
    });
  }

  function follow(work) {
    const text = document.getElementById("gor");
    const meter = document.getElementById("matare");
    let failures = 0;

    function ask() {
      fetch(work.dataset.state, { headers: { Accept: "application/json" } }).then(function (answer) {
        if (!answer.ok) { location.reload(); return null; }
        return answer.json();
      }).then(function (state) {
        if (!state) return;
        failures = 0;
        if (state.state !== "waiting" && state.state !== "working") { location.reload(); return; }
        if (text.textContent !== state.text) text.textContent = state.text;
        meter.max = state.total;
        meter.value = state.done;
        setTimeout(ask, 600);
      }).catch(function () {
        failures += 1;
        if (failures < 5) { setTimeout(ask, 1500); return; }
        text.textContent = "lintkit svarar inte längre. Starta det igen och lämna dokumenten på nytt.";
      });
    }
    setTimeout(ask, 400);
  }
})();
