/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes are a programme, or have faults that each lie within them; never both, never neither. */

#include <stdint.h>
#include <string.h>

#include "mado-programme.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
assert_is_whole (const MadoProgramme *programme)
{
  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);

    g_assert_cmpuint (strlen (item->label), >, 0);
    for (guint j = 0; j < item->edit->len; j++)
      g_assert_true (mado_item_may_see (item, g_ptr_array_index (item->edit, j)));
  }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) file = g_bytes_new (data, size);
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  g_autoptr (MadoProgramme) programme = mado_programme_read (file, faults);

  g_assert_true ((programme != NULL) == (faults->len == 0));
  if (programme != NULL)
    assert_is_whole (programme);
  for (guint i = 0; i < faults->len; i++) {
    const MadoProgrammeFault *fault = mado_programme_faults_get (faults, i);

    g_assert_true (g_utf8_validate (fault->message, -1, NULL));
    g_assert_true (g_utf8_validate (fault->pointer, -1, NULL));
    g_assert_cmpuint (fault->line, >, 0);
    g_assert_cmpuint (fault->line + fault->column, <=, size + 2);
  }

  return 0;
}
