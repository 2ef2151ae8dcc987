/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A 個人番号 in the name of a file. A file that has one is refused; the name is shown without it. */

#include "mado-file-name.h"

#include "mado-my-number.h"

/**
 * mado_file_name_holds_my_number:
 * @name: a file's, with or without its folders; any bytes
 *
 * Returns: whether it holds a 個人番号
 */
gboolean
mado_file_name_holds_my_number (const char *name)
{
  return mado_my_number_scan (name, NULL, NULL) == MADO_MY_NUMBER_HIGH;
}

/**
 * mado_file_name_show:
 * @name: a file's, with or without its folders; any bytes
 *
 * Returns: (transfer full): the name, UTF-8, as it may be shown and kept; the name itself where it holds no 個人番号
 * and is UTF-8
 */
char *
mado_file_name_show (const char *name)
{
  g_autofree char *masked = mado_file_name_holds_my_number (name) ? mado_my_number_mask (name) : g_strdup (name);

  return g_utf8_make_valid (masked, -1);
}
