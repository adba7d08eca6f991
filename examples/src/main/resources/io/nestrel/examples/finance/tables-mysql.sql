-- MySQL ignores a REFERENCES that stands beside its column.
CREATE TABLE IF NOT EXISTS accounts (
  id BIGINT PRIMARY KEY,
  name VARCHAR(100) NOT NULL,
  balance DECIMAL(19, 2) NOT NULL CHECK (balance >= 0)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
CREATE TABLE IF NOT EXISTS batch_logs (
  id BIGINT AUTO_INCREMENT PRIMARY KEY,
  started_at DATETIME(6) NOT NULL,
  completed_at DATETIME(6),
  status VARCHAR(20) NOT NULL,
  processed INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  version INTEGER NOT NULL
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
CREATE TABLE IF NOT EXISTS ledger_entries (
  id BIGINT AUTO_INCREMENT PRIMARY KEY,
  batch_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL,
  amount DECIMAL(19, 2) NOT NULL,
  description TEXT NOT NULL,
  FOREIGN KEY (batch_id) REFERENCES batch_logs (id),
  FOREIGN KEY (account_id) REFERENCES accounts (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
CREATE TABLE IF NOT EXISTS error_logs (
  id BIGINT AUTO_INCREMENT PRIMARY KEY,
  batch_id BIGINT NOT NULL,
  account BIGINT NOT NULL,
  amount DECIMAL(19, 2) NOT NULL,
  description TEXT NOT NULL,
  message TEXT NOT NULL,
  FOREIGN KEY (batch_id) REFERENCES batch_logs (id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
