/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a terminal shows before it belongs to a ward: where it stands and what to do next. */

#include "mado-start-page.h"

#include <glib/gi18n.h>

#include "mado-config.h"
#include "mado-set-up.h"

struct _MadoStartPage {
  AdwBin parent_instance;

  AdwStatusPage *status_page;
  GtkWidget *set_up;
};

G_DEFINE_FINAL_TYPE (MadoStartPage, mado_start_page, ADW_TYPE_BIN)

static void
mado_start_page_class_init (MadoStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoStartPage, status_page);
  gtk_widget_class_bind_template_child (widget_class, MadoStartPage, set_up);
}

static void
mado_start_page_init (MadoStartPage *self)
{
  g_autofree char *description = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));

  /* Translators: %s is the version */
  description = g_strdup_printf (_ ("No ward is set up on this terminal yet (version %s)"), MADO_VERSION);
  adw_status_page_set_description (self->status_page, description);
  gtk_widget_set_visible (self->set_up, mado_set_up_is_possible ());
}
