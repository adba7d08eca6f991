// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimerTest {

  @Test
  void a_thread_keeps_nothing_of_the_application_that_first_needed_it() throws Exception {
    Thread current = Thread.currentThread();
    ClassLoader former = current.getContextClassLoader();
    InheritableThreadLocal<String> request = new InheritableThreadLocal<>();
    CompletableFuture<@Nullable String> seen = new CompletableFuture<>();
    try (URLClassLoader application = new URLClassLoader(new URL[0])) {
      request.set("of the application");
      current.setContextClassLoader(application);
      Thread thread = Timer.daemon("test", () -> seen.complete(request.get()));
      assertThat(thread.getContextClassLoader()).isNull();
      assertThat(thread.isDaemon()).isTrue();
      thread.start();
      assertThat(seen.get()).isNull();
    } finally {
      current.setContextClassLoader(former);
      request.remove();
    }
  }
}
