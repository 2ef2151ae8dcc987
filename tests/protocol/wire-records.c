/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All records, concern by concern. Each is made up with every member, every choice, and lists of any length within
 * small limits. */

#include "wire-records.h"

#include <string.h>

#include "wire-parts.h"

static const WireRecord *const parts[] = { wire_log_records, wire_access_records, wire_beside_records,
                                           wire_enrolment_records };

static GArray *
gather (void)
{
  GArray *records = g_array_new (TRUE, TRUE, sizeof (WireRecord));

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    for (const WireRecord *record = parts[i]; record->name != NULL; record++)
      g_array_append_vals (records, record, 1);

  return records;
}

/**
 * wire_record_list:
 *
 * Returns: (transfer none): all records; ends with an empty one
 */
const WireRecord *
wire_record_list (void)
{
  static gsize is_ready;
  static GArray *records;

  if (g_once_init_enter (&is_ready)) {
    records = gather ();
    g_once_init_leave (&is_ready, 1);
  }

  return (const WireRecord *) (gpointer) records->data;
}

/**
 * wire_record_find:
 * @name: the name of a record, which is that of its golden file
 *
 * Returns: (transfer none): the record
 */
const WireRecord *
wire_record_find (const char *name)
{
  for (const WireRecord *record = wire_record_list (); record->name != NULL; record++)
    if (strcmp (record->name, name) == 0)
      return record;
  g_assert_not_reached ();
}
