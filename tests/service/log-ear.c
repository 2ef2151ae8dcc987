/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One ear for the whole program: GLib takes one writer, once. */

#include "log-ear.h"

#include <string.h>

#define SOON 2000 /* microseconds between two looks */

static GMutex lock;
static GHashTable *counts; /* (element-type utf8 guint): reason → how often */
static GString *heard;

static char *
dup_value (const GLogField *field)
{
  return field->length < 0 ? g_strdup (field->value) : g_strndup (field->value, (gsize) field->length);
}

static GLogWriterOutput
write_cb (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  gboolean is_ours = FALSE;

  g_mutex_lock (&lock);
  for (gsize i = 0; i < n_fields; i++) {
    if (strncmp (fields[i].key, "MADO_", 5) != 0 && strcmp (fields[i].key, "MESSAGE") != 0)
      continue;

    g_autofree char *value = dup_value (&fields[i]);

    g_string_append_printf (heard, "%s=%s\n", fields[i].key, value);
    if (strcmp (fields[i].key, "MADO_EVENT") == 0)
      is_ours = TRUE;
    if (strcmp (fields[i].key, "MADO_REASON") == 0) {
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, value));

      g_hash_table_replace (counts, g_steal_pointer (&value), GUINT_TO_POINTER (count + 1));
    }
  }
  g_mutex_unlock (&lock);

  return is_ours ? G_LOG_WRITER_HANDLED : g_log_writer_default (level, fields, n_fields, data);
}

void
log_ear_open (void)
{
  counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  heard = g_string_new (NULL);
  g_log_set_writer_func (write_cb, NULL, NULL);
}

/* How often something was refused for this reason. */
guint
log_ear_count (const char *reason)
{
  guint count;

  g_mutex_lock (&lock);
  count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, reason));
  g_mutex_unlock (&lock);

  return count;
}

/**
 * log_ear_await:
 * @reason: why somebody was refused
 * @least: how often
 *
 * What is refused is counted first and written down then.
 */
void
log_ear_await (const char *reason, guint least)
{
  while (log_ear_count (reason) < least)
    g_usleep (SOON);
}

gboolean
log_ear_heard (const char *word)
{
  gboolean is_heard;

  g_mutex_lock (&lock);
  is_heard = strstr (heard->str, word) != NULL;
  g_mutex_unlock (&lock);

  return is_heard;
}
