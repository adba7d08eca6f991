// SPDX-License-Identifier: Apache-2.0
package io.nestrel.backend;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The backend of models that are bound to none. */
final class DefaultBackend {
  private static final AtomicReference<@Nullable Backend> CURRENT = new AtomicReference<>();

  private DefaultBackend() {}

  static void set(@Nullable Backend backend) {
    CURRENT.set(backend);
  }

  static @Nullable Backend get() {
    return CURRENT.get();
  }

  static void closed(Backend backend) {
    CURRENT.compareAndSet(backend, null);
  }
}
