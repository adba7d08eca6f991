// SPDX-License-Identifier: Apache-2.0
// What mysqld links of libnuma.so.1: a machine without NUMA.
int numa_available(void) { return -1; }
void *numa_alloc_local(unsigned long size) { return 0; }
void numa_free(void *memory, unsigned long size) {}
void *numa_get_mems_allowed(void) { return 0; }
void numa_bitmask_free(void *mask) {}
long mbind(void) { return -1; }
long set_mempolicy(void) { return -1; }
