// SPDX-License-Identifier: Apache-2.0
package io.nestrel.enhance;

import io.nestrel.ActiveRecord;
import java.util.ArrayList;
import java.util.List;

/** What enhanced classes have told of, in this thread. */
public final class Writes {
  private static final ThreadLocal<List<ActiveRecord<?>>> TOLD =
      ThreadLocal.withInitial(ArrayList::new);

  private static final ThreadLocal<List<String>> STATES = ThreadLocal.withInitial(ArrayList::new);

  private Writes() {}

  /** Called by the hook of {@link SampleLoader}. */
  public static void record(ActiveRecord<?> record) {
    TOLD.get().add(record);
    STATES.get().add(record.toString());
  }

  /** The objects that were told of since the last call. */
  static List<ActiveRecord<?>> take() {
    List<ActiveRecord<?>> told = List.copyOf(TOLD.get());
    TOLD.get().clear();
    return told;
  }

  /** What each object was when it was told of, since the last call. */
  static List<String> takeStates() {
    List<String> states = List.copyOf(STATES.get());
    STATES.get().clear();
    return states;
  }
}
