-- Up Migration

-- One rate for a country, a region of it (ISO 3166-2 without the country; '' for all of it) and a category
-- ('' for all others). A few hundred rows that every process keeps in memory.
create table rate (
  id           text        collate "C" primary key,
  country      text        collate "C" not null check (country ~ '^[A-Z]{2}$'),
  region       text        collate "C" not null default '',
  category     text        collate "C" not null default '',
  name         text        not null,
  basis_points integer     not null check (basis_points between 0 and 10000),
  inclusive    boolean     not null default false,
  rounding     text        not null default 'half_even' check (rounding in ('half_even', 'half_up', 'up', 'down')),
  version      integer     not null default 1,
  updated_at   timestamptz not null default now(),
  unique (country, region, category)
);

-- Counts the changes of rates. Who changes one holds this row, so that changes come one after the other and
-- a process that looks at the number never misses one.
create table rate_book (
  single   boolean not null primary key default true check (single),
  revision bigint  not null
);
insert into rate_book (revision) values (1);

-- Base rates as published; a zero is kept on purpose: these states have no sales tax.
insert into rate (id, country, region, name, basis_points) values
  ('txr_at', 'AT', '', 'VAT', 2000),
  ('txr_au', 'AU', '', 'VAT', 1000),
  ('txr_be', 'BE', '', 'VAT', 2100),
  ('txr_ca', 'CA', '', 'VAT', 500),
  ('txr_ch', 'CH', '', 'VAT', 810),
  ('txr_cz', 'CZ', '', 'VAT', 2100),
  ('txr_de', 'DE', '', 'VAT', 1900),
  ('txr_dk', 'DK', '', 'VAT', 2500),
  ('txr_es', 'ES', '', 'VAT', 2100),
  ('txr_fi', 'FI', '', 'VAT', 2550),
  ('txr_fr', 'FR', '', 'VAT', 2000),
  ('txr_gb', 'GB', '', 'VAT', 2000),
  ('txr_gr', 'GR', '', 'VAT', 2400),
  ('txr_hu', 'HU', '', 'VAT', 2700),
  ('txr_ie', 'IE', '', 'VAT', 2300),
  ('txr_in', 'IN', '', 'VAT', 1800),
  ('txr_it', 'IT', '', 'VAT', 2200),
  ('txr_jp', 'JP', '', 'VAT', 1000),
  ('txr_lu', 'LU', '', 'VAT', 1700),
  ('txr_nl', 'NL', '', 'VAT', 2100),
  ('txr_no', 'NO', '', 'VAT', 2500),
  ('txr_nz', 'NZ', '', 'VAT', 1500),
  ('txr_pl', 'PL', '', 'VAT', 2300),
  ('txr_pt', 'PT', '', 'VAT', 2300),
  ('txr_se', 'SE', '', 'VAT', 2500),
  ('txr_sg', 'SG', '', 'VAT', 900),
  ('txr_us_ak', 'US', 'AK', 'sales tax', 0),
  ('txr_us_ca', 'US', 'CA', 'sales tax', 725),
  ('txr_us_co', 'US', 'CO', 'sales tax', 290),
  ('txr_us_de', 'US', 'DE', 'sales tax', 0),
  ('txr_us_fl', 'US', 'FL', 'sales tax', 600),
  ('txr_us_ga', 'US', 'GA', 'sales tax', 400),
  ('txr_us_il', 'US', 'IL', 'sales tax', 625),
  ('txr_us_ma', 'US', 'MA', 'sales tax', 625),
  ('txr_us_mt', 'US', 'MT', 'sales tax', 0),
  ('txr_us_nh', 'US', 'NH', 'sales tax', 0),
  ('txr_us_ny', 'US', 'NY', 'sales tax', 400),
  ('txr_us_oh', 'US', 'OH', 'sales tax', 575),
  ('txr_us_or', 'US', 'OR', 'sales tax', 0),
  ('txr_us_pa', 'US', 'PA', 'sales tax', 600),
  ('txr_us_tx', 'US', 'TX', 'sales tax', 625),
  ('txr_us_wa', 'US', 'WA', 'sales tax', 650);
