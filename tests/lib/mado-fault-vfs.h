/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* SQLite's way to the disk, with a fault at the n-th call, and an eye on everything that is written. One thread at a
 * time. */

#define MADO_FAULT_VFS "mado-fault"

typedef enum {
  MADO_FAULT_ERROR,      /* opening, reading, writing, truncating, syncing or deleting fails once */
  MADO_FAULT_FULL,       /* no more can be written from there on */
  MADO_FAULT_SHORT_READ, /* half of what was asked for is read, once */
  MADO_FAULT_BAD_WRITE,  /* something else is written, once, and nothing tells */
  MADO_FAULT_KILL,       /* the process is killed before truncating, syncing or deleting, or half-way through a write */
} MadoFault;

void mado_fault_vfs_register (void);

void mado_fault_vfs_arm (MadoFault fault, guint nth);
gboolean mado_fault_vfs_disarm (void);

void mado_fault_vfs_pass (void);

void mado_fault_vfs_watch (const char *const *words);
guint mado_fault_vfs_get_n_sightings (void);
guint mado_fault_vfs_get_n_temporary (void);

G_END_DECLS
