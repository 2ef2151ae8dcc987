/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a test of memory counts with. */

#include "mado-test-memory.h"

#include <malloc.h>

/**
 * mado_test_memory_count:
 *
 * Returns: the bytes of the heap that are in use; none where the sanitizers have it
 */
gsize
mado_test_memory_count (void)
{
  const struct mallinfo2 heap = mallinfo2 ();

  return heap.uordblks + heap.hblkhd;
}
