/* What processes use, as Linux tells: processor time and memory, with their children. */
#ifndef DATAJAM_TESTS_PROCESS_H
#define DATAJAM_TESTS_PROCESS_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* Nanoseconds that all threads of the processes and of their children have run so far. */
int64_t process_ns(const pid_t *pids, size_t count);

/* Kibibytes of memory of a process and its children, pages that are shared with others
 * counted in parts (PSS). 0: it is gone, or the kernel doesn't tell. */
int64_t process_pss_kb(pid_t pid);

#endif
