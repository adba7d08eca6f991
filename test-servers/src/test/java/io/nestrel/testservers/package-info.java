// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.nestrel.testservers;

import org.jspecify.annotations.NullMarked;
