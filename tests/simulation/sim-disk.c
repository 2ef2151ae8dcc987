/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What all disks have in common. */

#include "sim-disk.h"

/**
 * sim_disk_copy:
 * @self: a disk
 *
 * Returns: (transfer full): an image of it
 */
SimDisk *
sim_disk_copy (SimDisk *self)
{
  return self->type->copy (self);
}

/**
 * sim_disk_free:
 * @self: (transfer full): a disk
 */
void
sim_disk_free (SimDisk *self)
{
  self->type->free (self);
}

/**
 * sim_disk_save:
 * @self: a disk
 * @operations: (element-type MadoOperation): one, or all of a group
 * @now: the time
 * @hold_until: until when they can be taken back
 *
 * Returns: whether they are saved
 */
gboolean
sim_disk_save (SimDisk *self, const GPtrArray *operations, MadoInstant now, MadoInstant hold_until)
{
  return self->type->save (self, operations, now, hold_until);
}

/**
 * sim_disk_withdraw:
 * @self: a disk
 * @person: whose it is
 * @operation: what is taken back, with all of its group
 * @now: the time
 *
 * Returns: whether it was still held
 */
gboolean
sim_disk_withdraw (SimDisk *self, SimPerson *person, MadoId operation, MadoInstant now)
{
  return self->type->withdraw (self, person, operation, now);
}

/**
 * sim_disk_list_cases:
 * @self: a disk
 *
 * Returns: (transfer full) (element-type MadoEntity): the cases as they are shown
 */
GPtrArray *
sim_disk_list_cases (SimDisk *self)
{
  return self->type->list_cases (self);
}

static void
clear_entry (gpointer data)
{
  mado_operation_unref (((SimEntry *) data)->operation);
}

/**
 * sim_journal_new:
 *
 * Returns: (transfer full) (element-type SimEntry): an empty journal
 */
GArray *
sim_journal_new (void)
{
  GArray *journal = g_array_new (FALSE, TRUE, sizeof (SimEntry));

  g_array_set_clear_func (journal, clear_entry);

  return journal;
}

/**
 * sim_disk_list_journal:
 * @self: a disk
 *
 * Returns: (transfer full) (element-type SimEntry): what was done here
 */
GArray *
sim_disk_list_journal (SimDisk *self)
{
  return self->type->list_journal (self);
}

/**
 * sim_disk_load_cursor:
 * @self: a disk
 * @out_cursor: (out): how far the log is here
 */
void
sim_disk_load_cursor (SimDisk *self, MadoCursor *out_cursor)
{
  self->type->load_cursor (self, out_cursor);
}

/**
 * sim_disk_get_device:
 * @self: a disk
 *
 * Returns: under which name its journal is kept
 */
MadoId
sim_disk_get_device (SimDisk *self)
{
  const MadoLineStore store = sim_disk_get_store (self);
  MadoId device = MADO_ID_NONE;

  g_assert_true (store.load_device (store.user_data, &device, NULL));

  return device;
}

/**
 * sim_disk_find_base:
 * @self: a disk on which nothing is pending
 * @id: an entity's id
 *
 * Returns: (transfer full) (nullable): the service's word on it
 */
MadoEntity *
sim_disk_find_base (SimDisk *self, MadoId id)
{
  return self->type->find_base (self, id);
}

/**
 * sim_disk_count_bases:
 * @self: a disk on which nothing is pending
 *
 * Returns: of how many entities it has the service's word
 */
guint
sim_disk_count_bases (SimDisk *self)
{
  return self->type->count_bases (self);
}

/**
 * sim_disk_is_all_told:
 * @self: a disk
 *
 * Returns: whether the service has all that was done here, and its author knows what became of it
 */
gboolean
sim_disk_is_all_told (SimDisk *self)
{
  g_autoptr (GArray) journal = sim_disk_list_journal (self);
  g_auto (MadoCursor) cursor = { 0 };

  sim_disk_load_cursor (self, &cursor);
  for (guint i = 0; i < journal->len; i++)
    if (!g_array_index (journal, SimEntry, i).is_settled)
      return FALSE;

  return cursor.received == journal->len;
}

/**
 * sim_disk_check:
 * @self: a disk
 *
 * Returns: (nullable): what does not hold that always must
 */
const char *
sim_disk_check (SimDisk *self)
{
  return self->type->check != NULL ? self->type->check (self) : NULL;
}

/**
 * sim_disk_get_store:
 * @self: a disk, which outlives whoever uses it
 *
 * Returns: the line's way to it
 */
MadoLineStore
sim_disk_get_store (SimDisk *self)
{
  return self->type->get_store (self);
}
