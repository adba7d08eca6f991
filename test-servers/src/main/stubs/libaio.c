// SPDX-License-Identifier: Apache-2.0
// What mysqld links of libaio.so.1. Every function answers -ENOSYS.
int io_setup(void) { return -38; }
int io_getevents(void) { return -38; }
int io_submit(void) { return -38; }
