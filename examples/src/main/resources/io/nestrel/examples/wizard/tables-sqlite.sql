-- SQLite keeps decimals as text. The collation compares them as numbers.
DROP TABLE IF EXISTS payments;
DROP TABLE IF EXISTS order_items;
DROP TABLE IF EXISTS orders;
DROP TABLE IF EXISTS wizard_customers;
CREATE TABLE wizard_customers (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL
);
CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  customer_id BIGINT NOT NULL,
  total TEXT COLLATE decimal NOT NULL,
  status TEXT NOT NULL,
  problem TEXT,
  version INTEGER NOT NULL,
  FOREIGN KEY (customer_id) REFERENCES wizard_customers (id)
);
CREATE TABLE order_items (
  id INTEGER PRIMARY KEY,
  order_id BIGINT NOT NULL,
  product TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  price TEXT COLLATE decimal NOT NULL,
  FOREIGN KEY (order_id) REFERENCES orders (id)
);
CREATE TABLE payments (
  id INTEGER PRIMARY KEY,
  order_id BIGINT NOT NULL,
  amount TEXT COLLATE decimal NOT NULL,
  at TEXT NOT NULL,
  FOREIGN KEY (order_id) REFERENCES orders (id)
);
