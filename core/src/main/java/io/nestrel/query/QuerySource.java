// SPDX-License-Identifier: Apache-2.0
package io.nestrel.query;

import io.nestrel.backend.Backend;
import io.nestrel.mapping.Mapping;

/** What a query asks about, given by the layer above. Thread-safe. */
public interface QuerySource<T> {

  Mapping<T> mapping();

  /** The backend that the query runs on, asked for with each run. */
  Backend backend();

  /** Called for each record that was read, before it is handed out. */
  void loaded(T record, Backend backend);
}
