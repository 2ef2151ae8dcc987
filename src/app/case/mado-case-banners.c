/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The banners of a sheet. Two of a kind share one line: a wall of banners is read by nobody. */

#include "mado-case-banners.h"

#include <glib/gi18n.h>

struct _MadoCaseBanners {
  AdwBin parent_instance;

  AdwBanner *protection;
  AdwBanner *asked;
  AdwBanner *twins;
  AdwBanner *alerts;
  AdwBanner *conflicts;
  AdwBanner *deficiencies;
};

G_DEFINE_FINAL_TYPE (MadoCaseBanners, mado_case_banners, ADW_TYPE_BIN)

static void
reveal (AdwBanner *banner, const char *title)
{
  adw_banner_set_use_markup (banner, FALSE);
  adw_banner_set_title (banner, title);
  adw_banner_set_revealed (banner, title[0] != '\0');
}

static void
show_conflicts (MadoCaseBanners *self, const MadoCaseSheet *sheet)
{
  g_autofree char *title = g_strdup_printf (
      ngettext ("Others changed the same item: %u", "Others changed the same items: %u", sheet->n_conflicts),
      sheet->n_conflicts);

  adw_banner_set_button_label (self->conflicts, sheet->work->conflicts->len > 0 ? _ ("Compare and C_hoose") : NULL);
  reveal (self->conflicts, sheet->n_conflicts > 0 ? title : "");
}

static void
show_deficiencies (MadoCaseBanners *self, const MadoCaseSheet *sheet)
{
  guint n_open = sheet->deficiencies->len;
  /* Translators: %s is the first of them */
  g_autofree char *title =
      g_strdup_printf (ngettext ("%u open deficiency: %s", "%u open deficiencies: %s", n_open), n_open,
                       n_open > 0 ? (const char *) g_ptr_array_index (sheet->deficiencies, n_open - 1) : "");

  reveal (self->deficiencies, n_open > 0 ? title : "");
}

static void
show_alerts (MadoCaseBanners *self, const GPtrArray *alerts)
{
  g_autoptr (GString) title = g_string_new (NULL);

  for (guint i = 0; i < alerts->len; i++) {
    const MadoCaseBanner *alert = g_ptr_array_index (alerts, i);

    g_string_append_printf (title, "%s%s", i > 0 ? "　／　" : "", alert->text);
  }
  reveal (self->alerts, title->str);
}

static void
show_twins (MadoCaseBanners *self, const MadoCaseSheet *sheet)
{
  g_autofree char *title = mado_twins_dup_title (sheet->twins);

  adw_banner_set_button_label (self->twins, sheet->twins->twins->len > 0 ? _ ("S_ide by Side") : NULL);
  reveal (self->twins, title);
}

static void
show_asked (MadoCaseBanners *self, const MadoCaseAsked *asked)
{
  /* Translators: who asks for it, and a step of the work */
  g_autofree char *title =
      asked->transition != NULL
          ? g_strdup_printf (_ ("%s asks for “%s”: a second person has to agree"), asked->by, asked->transition->label)
          : g_strdup ("");

  adw_banner_set_button_label (self->asked, asked->may_agree || asked->is_own ? _ ("A_nswer It") : NULL);
  reveal (self->asked, title);
}

/**
 * mado_case_banners_show:
 * @self: banners
 * @sheet: the case that they stand above
 */
void
mado_case_banners_show (MadoCaseBanners *self, const MadoCaseSheet *sheet)
{
  adw_banner_set_revealed (self->protection, sheet->is_protected);
  show_asked (self, &sheet->work->asked);
  show_twins (self, sheet);
  show_alerts (self, sheet->work->banners);
  show_conflicts (self, sheet);
  show_deficiencies (self, sheet);
}

static void
mado_case_banners_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL); /* it is of the template, too, and must not go twice */
  gtk_widget_dispose_template (GTK_WIDGET (object), MADO_TYPE_CASE_BANNERS);

  G_OBJECT_CLASS (mado_case_banners_parent_class)->dispose (object);
}

static void
mado_case_banners_class_init (MadoCaseBannersClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_case_banners_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-case-banners.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoCaseBanners, protection);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseBanners, asked);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseBanners, twins);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseBanners, alerts);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseBanners, conflicts);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseBanners, deficiencies);
}

static void
mado_case_banners_init (MadoCaseBanners *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
