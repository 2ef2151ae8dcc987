/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MADO_POSTAL_CODE_SIZE 8         /* "1600022" and the end */
#define MADO_POSTAL_CODE_WRITTEN_SIZE 9 /* "160-0022" and the end */

typedef enum {
  MADO_POSTAL_CODE_WRONG,  /* no postal code */
  MADO_POSTAL_CODE_PADDED, /* six digits: a spreadsheet ate the zero in front, which was put back; somebody should look
                            */
  MADO_POSTAL_CODE_GOOD,
} MadoPostalCodeReading;

MadoPostalCodeReading mado_postal_code_parse (const char *text, char out_code[MADO_POSTAL_CODE_SIZE]);
void mado_postal_code_write (const char *code, char out_written[MADO_POSTAL_CODE_WRITTEN_SIZE]);
gboolean mado_postal_code_is_representative (const char *code);

G_END_DECLS
