/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Number and name stand once each: above the page by what people call the case, here whose it is. */

#include "mado-case-head.h"

#include <glib/gi18n.h>

struct _MadoCaseHead {
  GtkBox parent_instance;

  GtkLabel *kana;
  GtkLabel *name;
  GtkLabel *state;
  GtkLabel *since;
};

G_DEFINE_FINAL_TYPE (MadoCaseHead, mado_case_head, GTK_TYPE_BOX)

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), text[0] != '\0');
}

/**
 * mado_case_head_dup_name:
 * @title: of a case
 *
 * Returns: (transfer full): by what it is called where whose it is stands
 */
char *
mado_case_head_dup_name (const MadoCaseTitle *title)
{
  if (title->name[0] != '\0')
    return g_strdup (title->name);

  return g_strdup (title->number[0] != '\0' ? title->number : _ ("Without a name"));
}

/**
 * mado_case_head_show:
 * @self: a head
 * @sheet: a case as it is read
 */
void
mado_case_head_show (MadoCaseHead *self, const MadoCaseSheet *sheet)
{
  g_autofree char *name = mado_case_head_dup_name (&sheet->title);
  /* Translators: %s is a day */
  g_autofree char *since = g_strdup_printf (_ ("since %s"), sheet->since);

  show_text (self->name, name);
  show_text (self->kana, sheet->title.kana);
  show_text (self->state, sheet->title.state);
  show_text (self->since, sheet->since[0] != '\0' ? since : "");
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_case_head_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MADO_TYPE_CASE_HEAD);

  G_OBJECT_CLASS (mado_case_head_parent_class)->dispose (object);
}

static void
mado_case_head_class_init (MadoCaseHeadClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_case_head_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-case-head.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoCaseHead, kana);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseHead, name);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseHead, state);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseHead, since);
}

static void
mado_case_head_init (MadoCaseHead *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
