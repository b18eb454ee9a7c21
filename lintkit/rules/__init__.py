"""Rules: YAML files as validated values, their phrases matched and their conditions judged."""

from __future__ import annotations

from lintkit.rules.load import LoadedRule, load_rules, rules_dir
from lintkit.rules.model import Rule

__all__ = ["LoadedRule", "Rule", "load_rules", "rules_dir"]
