"""The language server: findings while one writes, in any editor; lints with the engine and knows no rule itself."""
