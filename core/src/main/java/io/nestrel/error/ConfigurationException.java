// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

/** No backend is bound, none fits the URL, or an option has no sense. */
public final class ConfigurationException extends NestrelException {
  private static final long serialVersionUID = 1L;

  public ConfigurationException(String message) {
    super(message);
  }

  public ConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }
}
