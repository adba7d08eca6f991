// SPDX-License-Identifier: Apache-2.0
/** A database that is a script: it records what is sent and fails on command. */
@NullMarked
package io.nestrel.scripted;

import org.jspecify.annotations.NullMarked;
