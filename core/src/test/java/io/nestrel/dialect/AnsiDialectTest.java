// SPDX-License-Identifier: Apache-2.0
package io.nestrel.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class AnsiDialectTest {

  /** A dialect of somebody's that can do no more than the book says. */
  private static final class Plain extends AnsiDialect {
    Plain() {
      super(Set.of());
    }

    @Override
    public String name() {
      return "Plain";
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public TransactionDialect transactions() {
      throw new UnsupportedOperationException("nothing is sent");
    }
  }

  @Test
  void a_dialect_may_have_no_features() {
    assertThat(new Plain().features()).isEmpty();
  }
}
