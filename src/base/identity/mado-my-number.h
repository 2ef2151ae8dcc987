/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* 個人番号 (My Number) must not enter the system, wherever it hides; 法人番号 is public. No function here hands digits
 * on: callers get places and levels. */

/* How likely a text holds a 個人番号. */
typedef enum {
  MADO_MY_NUMBER_NONE,
  MADO_MY_NUMBER_LOW,  /* mark the field: one of ten numbers of twelve digits looks like this by chance */
  MADO_MY_NUMBER_MID,  /* ask the operator, and record the answer without the digits */
  MADO_MY_NUMBER_HIGH, /* refuse to save, offer the mask */
} MadoMyNumberLevel;

gboolean mado_my_number_is_valid (const char *number);
gboolean mado_corporate_number_is_valid (const char *number);

MadoMyNumberLevel mado_my_number_scan (const char *text, gsize *out_offset, gsize *out_length);
char *mado_my_number_mask (const char *text) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_my_number_is_heading (const char *heading);
const char *mado_my_number_level_get_name (MadoMyNumberLevel level);

G_END_DECLS
