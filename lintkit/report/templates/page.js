"use strict";
(function () {
  const filter = document.getElementById("filter");
  if (!filter) return;
  const notes = Array.from(document.querySelectorAll("article.note"));
  const boxes = Array.from(filter.querySelectorAll("input[data-filter]"));
  const only = document.getElementById("bara");
  const shown = document.getElementById("visas");
  const byId = new Map(notes.map(function (note) { return [note.id, note]; }));
  let at = -1;

  function wanted(note, off) {
    const settled = note.dataset.status !== "new";
    return !off.has("severity " + note.dataset.severity) && !off.has("family " + note.dataset.family)
      && !(settled && off.has("settled settled"));
  }

  function apply() {
    const off = new Set(boxes.filter(function (box) { return !box.checked; })
      .map(function (box) { return box.dataset.filter + " " + box.value; }));
    let count = 0;
    notes.forEach(function (note) {
      const show = wanted(note, off);
      const holder = note.closest("details.closed") || note;
      holder.hidden = !show;
      if (show) count += 1;
    });
    document.querySelectorAll("a.hit").forEach(function (hit) {
      const ids = hit.dataset.notes.trim().split(" ");
      const live = ids.filter(function (id) {
        const note = byId.get(id);
        return note && !(note.closest("details.closed") || note).hidden;
      });
      hit.classList.toggle("off", live.length === 0);
      if (live.length) hit.setAttribute("href", "#" + live[0]);
    });
    document.querySelectorAll(".row").forEach(function (row) {
      const live = row.querySelector(".notes > :not([hidden])");
      row.classList.toggle("silent", !live);
    });
    document.body.classList.toggle("only", only.checked);
    shown.textContent = "Visar " + count + " av " + notes.length + " anmärkningar";
    at = -1;
  }

  function visible() {
    return notes.filter(function (note) { return !(note.closest("details.closed") || note).hidden; });
  }

  function go(step) {
    const list = visible();
    if (!list.length) return;
    at = (at + step + list.length) % list.length;
    if (at < 0) at = list.length - 1;
    open(list[at]);
    list[at].setAttribute("tabindex", "-1");
    list[at].focus({ preventScroll: true });
    list[at].scrollIntoView({ block: "center" });
  }

  function open(note) {
    const holder = note.closest("details");
    if (holder) holder.open = true;
  }

  function follow() {
    const note = byId.get(decodeURIComponent(location.hash.slice(1)));
    if (note) open(note);
  }

  filter.hidden = false;
  if (matchMedia("(max-width: 63.99rem)").matches) filter.open = false;
  filter.addEventListener("change", apply);
  document.getElementById("nasta").addEventListener("click", function () { go(1); });
  document.getElementById("forra").addEventListener("click", function () { go(at < 0 ? 0 : -1); });
  window.addEventListener("hashchange", follow);
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("main details").forEach(function (part) { part.open = true; });
  });
  apply();
  follow();
})();
