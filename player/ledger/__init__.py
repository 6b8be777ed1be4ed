"""The ledger: points move between accounts, and never come from nowhere."""
