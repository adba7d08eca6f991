// SPDX-License-Identifier: Apache-2.0
package io.nestrel.testkit;

/** Scenarios that look at what is sent, on the database itself. */
public interface RecordedContract extends Contract {

  /** The connections under the backend. */
  RecordingDataSource recording();
}
