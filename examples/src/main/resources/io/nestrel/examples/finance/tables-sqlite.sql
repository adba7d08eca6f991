-- SQLite keeps decimals as text. The collation compares them as numbers.
CREATE TABLE IF NOT EXISTS accounts (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  balance TEXT COLLATE decimal NOT NULL CHECK (balance >= '0')
);
CREATE TABLE IF NOT EXISTS batch_logs (
  id INTEGER PRIMARY KEY,
  started_at TEXT NOT NULL,
  completed_at TEXT,
  status TEXT NOT NULL,
  processed INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  version INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS ledger_entries (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL REFERENCES batch_logs,
  account_id INTEGER NOT NULL REFERENCES accounts,
  amount TEXT COLLATE decimal NOT NULL,
  description TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS error_logs (
  id INTEGER PRIMARY KEY,
  batch_id INTEGER NOT NULL REFERENCES batch_logs,
  account INTEGER NOT NULL,
  amount TEXT COLLATE decimal NOT NULL,
  description TEXT NOT NULL,
  message TEXT NOT NULL
);
