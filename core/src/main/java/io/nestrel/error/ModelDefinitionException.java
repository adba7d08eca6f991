// SPDX-License-Identifier: Apache-2.0
package io.nestrel.error;

/** A model class that cannot be mapped. The message names the class, the field and the fix. */
public final class ModelDefinitionException extends NestrelException {
  private static final long serialVersionUID = 1L;

  public ModelDefinitionException(String message) {
    super(message);
  }

  public ModelDefinitionException(String message, Throwable cause) {
    super(message, cause);
  }
}
