// SPDX-License-Identifier: Apache-2.0
/** Real database servers for the tests of backends: started on first use, gone with the JVM. */
@NullMarked
package io.nestrel.testservers;

import org.jspecify.annotations.NullMarked;
