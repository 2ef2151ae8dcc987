/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Says in place of a page why it cannot be shown. */

#include "mado-fault-page.h"

#include <glib/gi18n.h>

#include "mado-advice.h"

/**
 * mado_fault_page_show:
 * @page: that stands in place of the content
 * @error: why that cannot be shown
 */
void
mado_fault_page_show (AdwStatusPage *page, const GError *error)
{
  const MadoAdvice advice = mado_advice_find (error);
  g_autofree char *description = mado_advice_dup_text (&advice);

  adw_status_page_set_title (page, _ (advice.title));
  adw_status_page_set_description (page, description);
}
