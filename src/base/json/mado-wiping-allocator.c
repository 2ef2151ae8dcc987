/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever is given back is overwritten first. An allocator is not told how much that is, so each block says it in
 * front of itself. */

#include "mado-wiping-allocator.h"

#include <string.h>

#define ALIGNMENT 16 /* of malloc(): what stands in front is as long, so that it is kept */

static void *
allocate (G_GNUC_UNUSED void *context, size_t size)
{
  guint8 *block = g_try_malloc (size + ALIGNMENT);

  if (block == NULL)
    return NULL;
  memcpy (block, &size, sizeof size);

  return block + ALIGNMENT;
}

static void
give_back (G_GNUC_UNUSED void *context, void *memory)
{
  guint8 *block = memory;
  size_t size;

  if (memory == NULL)
    return;
  block -= ALIGNMENT;
  memcpy (&size, block, sizeof size);
  explicit_bzero (block, size + ALIGNMENT);
  g_free (block);
}

/* Never in place: what the system would move, it would leave behind. */
static void *
move (void *context, void *memory, size_t old_size, size_t size)
{
  void *moved = allocate (context, size);

  if (moved == NULL)
    return NULL;
  memcpy (moved, memory, MIN (old_size, size));
  give_back (context, memory);

  return moved;
}

/**
 * mado_wiping_allocator:
 *
 * Returns: (transfer none): where a text with a password in it is parsed
 */
const yyjson_alc *
mado_wiping_allocator (void)
{
  static const yyjson_alc allocator = { allocate, move, give_back, NULL };

  return &allocator;
}
