// SPDX-License-Identifier: Apache-2.0
package io.nestrel.transaction;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs what is due, for all backends, on one thread that keeps no program alive. Thread-safe. */
final class Timer {
  private static final long IDLE_SECONDS = 10;

  private static final ScheduledThreadPoolExecutor EXECUTOR = executor();

  private Timer() {}

  private static ScheduledThreadPoolExecutor executor() {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(1, task -> daemon("nestrel-timer", task));
    executor.setRemoveOnCancelPolicy(true);
    executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    executor.allowCoreThreadTimeOut(true); // once nothing is due, no thread is left
    return executor;
  }

  /**
   * Runs something once.
   *
   * @param task must be quick
   */
  static Future<?> in(long time, TimeUnit unit, Runnable task) {
    return EXECUTOR.schedule(task, time, unit);
  }

  /**
   * Runs something again and again.
   *
   * @param task must be quick
   */
  static Future<?> every(long time, TimeUnit unit, Runnable task) {
    return EXECUTOR.scheduleWithFixedDelay(task, time, time, unit);
  }

  /** A thread that keeps no program alive, and no application that runs in a container. */
  static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(null, task, name, 0, false);
    thread.setContextClassLoader(null);
    thread.setDaemon(true);
    return thread;
  }
}
