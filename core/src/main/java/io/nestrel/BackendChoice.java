// SPDX-License-Identifier: Apache-2.0
package io.nestrel;

import io.nestrel.backend.Backend;
import io.nestrel.error.ConfigurationException;
import org.jspecify.annotations.Nullable;

/** Which backend the door of a model leads to. Thread-safe. */
final class BackendChoice {
  private final Class<?> model;
  private final @Nullable Backend fixed;
  private volatile @Nullable Backend bound;

  /**
   * @param fixed the only one it can be, if there is one
   */
  BackendChoice(Class<?> model, @Nullable Backend fixed) {
    this.model = model;
    this.fixed = fixed;
  }

  boolean isFixed() {
    return fixed != null;
  }

  void bind(@Nullable Backend backend) {
    bound = backend;
  }

  /** The fixed one, else the bound one, else the default one. */
  Backend backend() {
    if (fixed != null) {
      return fixed;
    }
    Backend own = bound;
    Backend backend = own == null ? Backend.getDefault() : own;
    if (backend == null) {
      throw new ConfigurationException(
          "No backend for %s: call Backend.setDefault(backend) for all models, or bind(backend) on this one"
              .formatted(model.getSimpleName()));
    }
    return backend;
  }
}
