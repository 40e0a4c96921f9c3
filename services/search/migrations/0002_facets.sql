-- Up Migration

-- All that a document is counted under, as numbers in one list: a search counts its hits in one pass, and what
-- the numbers are called is known without asking. Categories, brands and attribute values have codes above zero;
-- below it lie stock (-1, -2), price bands (-10 and less) and stars (-20 and less).
alter table document_a add column facets integer[] not null generated always as (
  categories || attributes || case when brand is null then '{}'::integer[] else array[brand] end
  || array[-1 - in_stock::integer, -10 - price_band, -20 - rating / 100]) stored;
alter table document_b add column facets integer[] not null generated always as (
  categories || attributes || case when brand is null then '{}'::integer[] else array[brand] end
  || array[-1 - in_stock::integer, -10 - price_band, -20 - rating / 100]) stored;

-- How often what a code is called changed.
alter table tide add column labels bigint not null default 0;

-- To plan a search costs as much as to answer it, and the plan is the same for every question: it is made once.
-- Where the role may not say so, searches are slower and nothing else.
do $$
begin
  execute format('alter database %I set plan_cache_mode = force_generic_plan', current_database());
exception when insufficient_privilege then
  raise notice 'plan_cache_mode stays as it is';
end $$;
