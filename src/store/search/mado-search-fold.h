/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Ways of making a key of what stands in a body, and of what somebody types. */
typedef enum {
  MADO_SEARCH_FORM_NAME,
  MADO_SEARCH_FORM_NUMBER,  /* digits alone */
  MADO_SEARCH_FORM_CODE,    /* digits and letters */
  MADO_SEARCH_FORM_DATE,    /* YYYYMMDD */
  MADO_SEARCH_FORM_ADDRESS, /* as it is written */
  MADO_SEARCH_FORM_BLOCK,   /* an address with 三丁目12番 as 3/12 */
} MadoSearchForm;

char *mado_search_fold (MadoSearchForm form, const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *mado_search_loosen (const char *key) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_search_form_takes (MadoSearchForm form, const char *typed);

G_END_DECLS
