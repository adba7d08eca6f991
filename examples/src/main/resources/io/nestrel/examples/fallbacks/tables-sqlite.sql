DROP TABLE IF EXISTS order_lines;
DROP TABLE IF EXISTS sales_orders;
DROP TABLE IF EXISTS articles;
CREATE TABLE articles (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  stock INTEGER NOT NULL CHECK (stock >= 0),
  version INTEGER NOT NULL
);
CREATE TABLE sales_orders (
  id INTEGER PRIMARY KEY,
  status TEXT NOT NULL,
  reason TEXT,
  version INTEGER NOT NULL
);
CREATE TABLE order_lines (
  id INTEGER PRIMARY KEY,
  order_id BIGINT NOT NULL,
  article_id BIGINT NOT NULL,
  delivered INTEGER NOT NULL,
  back_ordered INTEGER NOT NULL,
  FOREIGN KEY (order_id) REFERENCES sales_orders (id),
  FOREIGN KEY (article_id) REFERENCES articles (id)
);
