-- SQLite keeps decimals as text. The collation compares them as numbers.
DROP TABLE IF EXISTS prices;
CREATE TABLE prices (
  id INTEGER PRIMARY KEY,
  product TEXT NOT NULL UNIQUE,
  category TEXT NOT NULL,
  amount TEXT COLLATE decimal NOT NULL CHECK (amount > '0')
);
