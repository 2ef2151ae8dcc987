/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as the name of an attachment, and as a ZIP of them: a number is always the beginning of the name or of a
 * folder of it, nothing larger than allowed comes out, and whatever is taken has a name that leads nowhere else. */

#include <stdint.h>
#include <string.h>

#include "mado-attachment-kind.h"
#include "mado-attachment-name.h"
#include "mado-attachment-source.h"
#include "mado-fold.h"

#define LIMIT 65536

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_name (const char *path)
{
  g_autofree char *folded = mado_fold_width (path);
  g_auto (GStrv) parts = g_strsplit_set (folded, "/\\", -1);
  g_auto (GStrv) numbers = mado_attachment_name_list_numbers (path);

  for (guint i = 0; numbers[i] != NULL; i++) {
    gsize length = strlen (numbers[i]);
    gboolean is_beginning = FALSE;

    g_assert_cmpuint (length, >, 0);
    g_assert_true (g_ascii_isalnum (numbers[i][length - 1]));
    for (guint j = 0; parts[j] != NULL; j++)
      is_beginning |= g_str_has_prefix (parts[j], numbers[i]) && !g_ascii_isalnum (parts[j][length]);
    g_assert_true (is_beginning);
  }
}

static void
check_entry (MadoAttachmentSource *source, const MadoAttachmentEntry *entry)
{
  const char *code = NULL;
  g_autoptr (GBytes) bytes = mado_attachment_source_load (source, entry, &code);

  g_assert_true (g_utf8_validate (entry->name, -1, NULL));
  if (bytes == NULL) {
    g_assert_nonnull (code);
    return;
  }
  g_assert_true (mado_attachment_name_is_safe (entry->name));
  g_assert_cmpuint (g_bytes_get_size (bytes), <=, LIMIT);
  (void) mado_attachment_kind_find (bytes);
  check_name (entry->name);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const MadoAttachmentLimits limits = { LIMIT, 16 * LIMIT, 100, 3, 100 };
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *name = g_utf8_make_valid (text, -1);
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (MadoAttachmentSource) source = mado_attachment_source_open_bytes (bytes, &limits, NULL);

  check_name (name);
  for (guint i = 0; source != NULL && i < mado_attachment_source_get_entries (source)->len; i++)
    check_entry (source, g_ptr_array_index (mado_attachment_source_get_entries (source), i));

  return 0;
}
