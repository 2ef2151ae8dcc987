/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-authority.h"
#include "mado-http-server.h"
#include "tls-client.h"

G_BEGIN_DECLS

/* A wall with a few doors and a handful of certificates, as made-up terminals have them. */
typedef enum {
  HOUSE_WORKING,
  HOUSE_ENROLLING,
  HOUSE_REVOKED,
  HOUSE_UNKNOWN, /* ours, but not in the register */
  HOUSE_EXPIRED,
  HOUSE_EARLY,     /* not valid yet */
  HOUSE_STRANGER,  /* another authority's */
  HOUSE_PRETENDER, /* ours, but a service's */
  HOUSE_N_TERMINALS,
} HouseTerminal;

typedef struct {
  MadoIssuedCertificate certificate;
  MadoSecret *key;
  char *key_text;
} HousePapers;

typedef struct {
  MadoAuthority *authority;
  HousePapers papers[HOUSE_N_TERMINALS];
  HousePapers service;
  MadoAddressList *addresses;
  MadoRebuffs *rebuffs;
  MadoHttpLimits limits;
  const MadoHttpRoute *routes; /* (nullable): other doors than its own, … */
  gpointer route_data;         /* … with what they need */
  MadoHttpServer *server;
  MadoHttpCall *waiting; /* atomic; (nullable): of /v1/wait */
  guint n_inside;        /* atomic: calls that got as far as a handler */
  guint n_gone;          /* atomic: calls whose client hung up while they waited */
  gboolean is_revoked;   /* atomic: the working terminal is */
} House;

void house_set_up (House *self, gconstpointer data);
void house_tear_down (House *self, gconstpointer data);
void house_open (House *self);

TlsClientSetup house_get_setup (House *self, HouseTerminal terminal);
TlsClient *house_connect (House *self, HouseTerminal terminal) G_GNUC_WARN_UNUSED_RESULT;
guint house_ask (TlsClient *client, const char *method, const char *target, const char *headers, const char *body);
void house_await (const guint *number, guint least);
void house_await_rebuffs (House *self, MadoRebuff reason, guint least);

G_END_DECLS
