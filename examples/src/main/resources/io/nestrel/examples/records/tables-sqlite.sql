DROP TABLE IF EXISTS import_rows;
CREATE TABLE import_rows (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL,
  name TEXT NOT NULL,
  status TEXT NOT NULL,
  error TEXT
);
DROP TABLE IF EXISTS customers;
CREATE TABLE customers (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL
);
DROP TABLE IF EXISTS import_summaries;
CREATE TABLE import_summaries (
  id INTEGER PRIMARY KEY,
  completed_at TEXT NOT NULL,
  imported INTEGER NOT NULL,
  failed INTEGER NOT NULL
);
