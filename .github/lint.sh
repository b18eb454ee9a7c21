#!/usr/bin/env bash
# The action's one step: lint the paths, or with BASE what has changed since. Reads PATHS (one a line), BASE, FAIL_ON,
# BASELINE and SARIF; writes the report's path to GITHUB_OUTPUT and the report to GITHUB_STEP_SUMMARY.
set -uo pipefail

lintkit="${LINTKIT:-$RUNNER_TEMP/lintkit-venv/bin/lintkit}"
report="$RUNNER_TEMP/lintkit.md"
paths=()
while IFS= read -r path; do
  [ -n "$path" ] && paths+=("$path")
done <<<"$PATHS"

options=(--report "markdown=$report")
[ -n "$SARIF" ] && options+=(--report "sarif=$SARIF")
[ -n "$BASELINE" ] && options+=(--baseline "$BASELINE")
[ -n "$FAIL_ON" ] && options+=(--fail-on "$FAIL_ON")

if [ -z "$BASE" ]; then
  "$lintkit" check --format github "${options[@]}" -- "${paths[@]}"
  status=$?
else
  # annotations on everything, the verdict by what is new
  "$lintkit" check --format github "${options[@]}" --fail-on never -- "${paths[@]}"
  status=$?
  if [ "$status" -ne 2 ]; then
    "$lintkit" diff --git "$BASE..HEAD" ${FAIL_ON:+--fail-on "$FAIL_ON"} --format markdown --output "$report" -- "${paths[@]}"
    status=$?
  fi
fi

printf 'markdown=%s\n' "$report" >>"$GITHUB_OUTPUT"
[ -f "$report" ] && cat "$report" >>"$GITHUB_STEP_SUMMARY"
exit "$status"
