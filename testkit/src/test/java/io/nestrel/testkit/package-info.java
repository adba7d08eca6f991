// SPDX-License-Identifier: Apache-2.0
/** Tests of the test kit's own tools, without a database. */
@NullMarked
package io.nestrel.testkit;

import org.jspecify.annotations.NullMarked;
