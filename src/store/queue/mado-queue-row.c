/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Holds the last entry that was read of a row. */

#include "mado-queue-row.h"

struct _MadoQueueRow {
  GObject parent_instance;
  MadoQueueEntry *entry; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (MadoQueueRow, mado_queue_row, G_TYPE_OBJECT)

enum {
  PROP_VERSION = 1,
};

static GParamSpec *properties[PROP_VERSION + 1];

static void
mado_queue_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_VERSION)
    g_value_set_int64 (value, mado_queue_row_get_version (MADO_QUEUE_ROW (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
mado_queue_row_finalize (GObject *object)
{
  g_clear_pointer (&MADO_QUEUE_ROW (object)->entry, mado_queue_entry_unref);

  G_OBJECT_CLASS (mado_queue_row_parent_class)->finalize (object);
}

static void
mado_queue_row_class_init (MadoQueueRowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = mado_queue_row_get_property;
  object_class->finalize = mado_queue_row_finalize;

  properties[PROP_VERSION] = g_param_spec_int64 ("version", NULL, NULL, 0, G_MAXINT64, 0,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
mado_queue_row_init (G_GNUC_UNUSED MadoQueueRow *self)
{
}

/**
 * mado_queue_row_new:
 *
 * Returns: (transfer full): a row that was not read yet
 */
MadoQueueRow *
mado_queue_row_new (void)
{
  return g_object_new (MADO_TYPE_QUEUE_ROW, NULL);
}

/**
 * mado_queue_row_set_entry:
 * @self: a row
 * @entry: what was read of it
 */
void
mado_queue_row_set_entry (MadoQueueRow *self, MadoQueueEntry *entry)
{
  g_autoptr (MadoQueueEntry) before = g_steal_pointer (&self->entry);

  self->entry = mado_queue_entry_ref (entry);
  if (before == NULL || !mado_queue_entry_equal (before, entry))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VERSION]);
}

/**
 * mado_queue_row_get_entry:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what was read of it, until the next time; %NULL: nothing yet
 */
MadoQueueEntry *
mado_queue_row_get_entry (MadoQueueRow *self)
{
  return self->entry;
}

/**
 * mado_queue_row_get_version:
 * @self: a row
 *
 * Returns: the version that was read, or 0
 */
gint64
mado_queue_row_get_version (MadoQueueRow *self)
{
  return self->entry != NULL ? self->entry->version : 0;
}
