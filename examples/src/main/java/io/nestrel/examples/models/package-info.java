// SPDX-License-Identifier: Apache-2.0
/** What docs/models.md shows. */
@NullMarked
package io.nestrel.examples.models;

import org.jspecify.annotations.NullMarked;
