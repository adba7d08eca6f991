// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

/** This database, or this version of it, cannot do that. */
public final class UnsupportedFeatureException extends NestrelException {
  private static final long serialVersionUID = 1L;

  public UnsupportedFeatureException(String message) {
    super(message);
  }
}
