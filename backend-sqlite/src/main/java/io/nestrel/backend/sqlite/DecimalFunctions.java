// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend.sqlite;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;
import org.sqlite.Function;

/**
 * Exact arithmetic in SQL text: {@code decimal_add}, {@code decimal_sub}, {@code decimal_mul} and
 * the aggregate {@code decimal_sum}, with the names and meanings of SQLite's own decimal extension
 * (sqlite.org/floatingpoint.html). NULL gives NULL; a sum leaves NULLs out.
 */
final class DecimalFunctions {
  private static final Map<String, BinaryOperator<BigDecimal>> OPERATIONS =
      Map.of(
          "decimal_add", BigDecimal::add,
          "decimal_sub", BigDecimal::subtract,
          "decimal_mul", BigDecimal::multiply);

  private DecimalFunctions() {}

  static void create(Connection connection) throws SQLException {
    for (Map.Entry<String, BinaryOperator<BigDecimal>> operation : OPERATIONS.entrySet()) {
      Function.create(
          connection,
          operation.getKey(),
          new Operation(operation.getValue()),
          2,
          Function.FLAG_DETERMINISTIC);
    }
    Function.create(connection, "decimal_sum", new Sum(), 1, Function.FLAG_DETERMINISTIC);
  }

  private static BigDecimal parse(String text) throws SQLException {
    try {
      return new BigDecimal(text.strip());
    } catch (NumberFormatException e) {
      throw new SQLException("'%s' is no decimal number".formatted(text), e);
    }
  }

  private static String format(BigDecimal value) {
    return value.scale() < 0 ? value.toString() : value.toPlainString();
  }

  private static final class Operation extends Function {
    private final BinaryOperator<BigDecimal> operation;

    Operation(BinaryOperator<BigDecimal> operation) {
      this.operation = operation;
    }

    @Override
    protected void xFunc() throws SQLException {
      String first = value_text(0);
      String second = value_text(1);
      if (first == null || second == null) {
        result();
      } else {
        result(format(operation.apply(parse(first), parse(second))));
      }
    }
  }

  private static final class Sum extends Function.Aggregate {
    private @Nullable BigDecimal sum;

    @Override
    protected void xStep() throws SQLException {
      String text = value_text(0);
      if (text != null) {
        sum = sum == null ? parse(text) : sum.add(parse(text));
      }
    }

    @Override
    protected void xFinal() throws SQLException {
      if (sum == null) {
        result();
      } else {
        result(format(sum));
      }
    }

    @Override
    public Object clone() throws CloneNotSupportedException {
      return super.clone();
    }
  }
}
