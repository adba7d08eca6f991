// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nestrel.error.UnsupportedFeatureException;
import org.junit.jupiter.api.Test;

/** A database without savepoints, opened by its URL. */
public interface PlainPoolContract extends Contract {

  @Test
  default void nesting_is_refused_and_the_transaction_works() {
    assertThat(manager().supportsSavepoints()).isFalse();
    backend()
        .transaction(
            () -> {
              insert(1);
              assertThatThrownBy(() -> backend().transaction(() -> insert(2)))
                  .isInstanceOf(UnsupportedFeatureException.class);
              assertThatThrownBy(() -> manager().savepoint())
                  .isInstanceOf(UnsupportedFeatureException.class);
              insert(3);
            });
    assertThat(ids()).containsExactly(1, 3);
  }
}
