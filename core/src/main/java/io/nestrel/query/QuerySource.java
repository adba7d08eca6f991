// SPDX-License-Identifier: Apache-2.0
package io.nestrel.query;

import io.nestrel.backend.Backend;
import io.nestrel.mapping.Mapping;
import java.util.function.Consumer;

/** What a query asks about, given by the layer above. Thread-safe. */
public interface QuerySource<T> {

  Mapping<T> mapping();

  /** The backend that the query runs on, asked for with each run. */
  Backend backend();

  /** What is to be called for each record that was read there, before it is handed out. */
  Consumer<T> loaded(Backend backend);
}
